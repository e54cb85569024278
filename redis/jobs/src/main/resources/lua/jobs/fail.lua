-- Ends a run without a result, and the job with it unless it is tried again. One that was being
-- cancelled ends cancelled.
--
-- Touches   as complete.lua, and delayed, dead; reads controls
-- ARGV[2]   job id
-- ARGV[3]   drone id
-- ARGV[4]   fence
-- ARGV[5]   failure, JSON
-- ARGV[6]   as_planned, never, after, snooze or elsewhere
-- ARGV[7]   after how many ms, for after and snooze
-- ARGV[8]   a random number of at least 0 and less than 1, which shortens the wait
-- ARGV[9..] for elsewhere: live drones that can serve the job
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

-- Whether the plan says that it is in vain to try again after such a failure. Work that says when to try again
-- knows better.
local function in_vain(plan, told)
  return again ~= 'after' and plan.never ~= ''
      and (among(plan.never, told.code) or among(plan.never, tostring(told.exit)))
end

-- Those of the live drones that have not had the job and take jobs, with commas between; nil when there
-- is none.
local function others_live(job, had)
  local left = {}
  for i = 9, #ARGV do
    local other = ARGV[i]
    if not among(had, other) and not among(job.barred, other)
        and redis.call('HEXISTS', P .. 'controls', 'drone:' .. other) == 0 then
      left[#left + 1] = other
    end
  end
  return #left > 0 and table.concat(left, ',') or nil
end

-- Lets another drone have it, if there is one. Every drone that hands it on is remembered, however many
-- they are: else it would go round for ever.
local function hand_on(job, told)
  local had = (field_of(job, 'handed') or ''):match('^%S+')
  had = not had and drone or among(had, drone) and had or had .. ',' .. drone
  local others = others_live(job, had)
  if not others then
    drop_fields(job, 'handed')
    return false
  end
  remember(job, 'elsewhere', told.code, told.message)
  shun(job)
  requeue(job, 'refuse', 'refused')
  set_fields(job, 'handed', had .. ' ' .. others)
  return true
end

local function fail(job)
  local told = cjson.decode(failure)
  if again == 'snooze' then
    postpone(job, 'snooze', AT + after)
    return
  end
  if again == 'elsewhere' and hand_on(job, told) then
    return
  end
  local plan = plan_of(job)
  local never = again == 'never' or in_vain(plan, told)
  remember(job, never and 'fail' or 'retry', told.code, told.message)
  job.failures = job.failures + 1
  if never or plan.attempts == 1 then
    finish(job, 'failed', 'fail', failure)
  elseif job.failures >= plan.attempts then
    finish(job, 'dead', 'exhaust', failure)
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
