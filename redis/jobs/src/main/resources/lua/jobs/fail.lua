-- Ends a run without a result, and the job with it unless it is tried again. One that was being
-- cancelled ends cancelled.
--
-- Touches   as complete.lua, and delayed, dead
-- ARGV[2]   job id
-- ARGV[3]   drone id
-- ARGV[4]   fence
-- ARGV[5]   failure, JSON
-- ARGV[6]   as_planned, never, after, snooze or elsewhere
-- ARGV[7]   after how many ms, for after and snooze
-- ARGV[8]   a random number of at least 0 and less than 1, which shortens the wait
-- Returns   1 when it is accepted, 0 when the lease is not the drone's any more
local id, drone, fence, failure, again, after, random =
    ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6], tonumber(ARGV[7]), tonumber(ARGV[8])

-- The wait before the next try: the base, or doubled with each failure and then a random part of that.
local function wait_of(job, plan)
  if again == 'after' then
    return after
  end
  if plan.backoff == 'fixed' then
    return plan.base
  end
  return math.floor(random * math.min(plan.most, plan.base * 2 ^ (job.failures - 1)))
end

-- Whether a drone lives that has not had the job. One that had it before has it by chance: nobody else
-- took it in the meantime.
local function others_live(job)
  if among(job.shunned, drone) then
    return false
  end
  for _, other in ipairs(redis.call('ZRANGEBYSCORE', P .. 'drones:seen', AT - setting('alive', ALIVE), '+inf')) do
    if other ~= drone and not among(job.shunned, other) then
      return true
    end
  end
  return false
end

local function fail(job)
  local told = cjson.decode(failure)
  if again == 'snooze' then
    postpone(job, 'snooze', AT + after)
    return
  end
  if again == 'elsewhere' and others_live(job) then
    remember(job, 'release', told.code, told.message)
    shun(job)
    requeue(job, 'refuse', 'refused')
    return
  end
  remember(job, again == 'never' and 'fail' or 'retry', told.code, told.message)
  local plan = plan_of(job)
  job.failures = job.failures + 1
  if again == 'never' or plan.attempts == 1 then
    finish(job, 'failed', 'fail', 'failure', failure)
  elseif job.failures >= plan.attempts then
    finish(job, 'dead', 'exhaust', 'failure', failure)
  else
    shun(job)
    postpone(job, 'retry', AT + wait_of(job, plan))
  end
end

local job = load(id)
if holds(job, drone, fence) then
  if job.mark == 'c' then
    finish_cancelled(job, why_cancelled(job), 'fail')
  else
    fail(job)
  end
  return 1
end
local known = repeated(job, drone, fence, 'fail') or repeated(job, drone, fence, 'retry')
    or repeated(job, drone, fence, 'exhaust') or repeated(job, drone, fence, 'snooze')
    or repeated(job, drone, fence, 'refuse')
return known and 1 or 0
