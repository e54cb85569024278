-- A job's hash. What is decided with its submission is packed in `fact` and `plan`, what changes in
-- `now`: words with a blank between, of which `-` is none. One field costs Redis less than twelve.

local function parse_fact(job, text)
  job.level, job.class, job.room, job.told, job.hold, job.run, job.keep, job.fanin, job.keyed, job.barred,
      job.timed, job.fn, job.at =
      text:match('^(%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+)$')
  if job.class == '-' then
    job.class = ''
  end
end

local function parse_now(job, text)
  job.state, job.owner, job.fence, job.entry, job.last, job.ready, job.started, job.ended, job.lost,
      job.failures, job.reported, job.mark, job.lease, job.beat, job.call, job.shunned, job.under =
      text:match('^(%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+)$')
  job.fence, job.lost, job.failures = tonumber(job.fence), tonumber(job.lost), tonumber(job.failures)
end

-- A new job, before it is put anywhere.
local function begun(id, fact)
  local job = {id = id}
  parse_fact(job, fact)
  parse_now(job, 'new - 0 - submit ' .. AT .. ' - - 0 0 0 - - - - - -')
  return job
end

-- Nil when there is none.
local function load(id)
  local v = redis.call('HMGET', P .. 'job:' .. id, 'now', 'fact')
  if not v[1] then
    return nil
  end
  local job = {id = id}
  parse_now(job, v[1])
  parse_fact(job, v[2])
  return job
end

local function now_of(job)
  return table.concat({job.state, job.owner, job.fence, job.entry, job.last, job.ready, job.started, job.ended,
    job.lost, job.failures, job.reported, job.mark, job.lease, job.beat, job.call, job.shunned, job.under}, ' ')
end

local function save(job, ...)
  redis.call('HSET', P .. 'job:' .. job.id, 'now', now_of(job), ...)
end

-- What is seldom asked for: how often it may fail and be lost, and by when it has to be where.
local function plan_of(job)
  local plan = {}
  plan.maxlost, plan.attempts, plan.backoff, plan.base, plan.most, plan.wait, plan.total =
      redis.call('HGET', P .. 'job:' .. job.id, 'plan'):match('^(%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+)$')
  for name, value in pairs(plan) do
    plan[name] = tonumber(value) or value
  end
  return plan
end

-- Whether a lease still holds its job.
local function holds(job, drone, fence)
  return job and job.state == 'running' and job.owner == drone and tostring(job.fence) == fence
end

-- When a lease ends that is moved on now. A run that takes longer than it may ends with its lease,
-- whatever its drone says.
local function lease_end(job)
  local over = job.run == '0' and math.huge or job.started + job.run
  return math.min(AT + job.lease, over)
end

-- Whether the call that comes was accepted before: it is asked again after an unknown outcome.
local function repeated(job, drone, fence, last)
  return job and job.last == last and job.owner == drone and tostring(job.fence) == fence
end

-- The newest runs that brought nothing, as `fence drone at end` and code and message in JSON.
local PAST = 10
local function remember(job, ended, code, message)
  local past = P .. 'past:' .. job.id
  redis.call('RPUSH', past, cjson.encode({fence = job.fence, drone = job.owner, at = AT, ['end'] = ended,
    code = code, message = string.sub(message, 1, 500)}))
  redis.call('LTRIM', past, -PAST, -1)
end

-- Sets by when the job has to be further; of most jobs nobody asks that.
local function set_deadline(job)
  if job.timed == '0' then
    return
  end
  local plan = plan_of(job)
  local total = plan.total > 0 and job.at + plan.total or math.huge
  local wait = plan.wait > 0 and job.state == 'waiting' and job.ready + plan.wait or math.huge
  local first = math.min(total, wait)
  if first == math.huge then
    redis.call('ZREM', P .. 'deadlines', job.id)
  else
    redis.call('ZADD', P .. 'deadlines', first, job.id)
  end
end
