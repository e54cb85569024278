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

-- Nil when there is none. `more` is another field that is wanted.
local function load(id, more)
  local v = redis.call('HMGET', P .. 'job:' .. id, 'now', 'fact', more or 'fact')
  if not v[1] then
    return nil
  end
  local job = {id = id, more = v[3]}
  job.state, job.owner, job.fence, job.entry, job.last, job.ready, job.started, job.ended, job.lost,
      job.failures, job.reported, job.mark, job.lease, job.beat, job.call, job.shunned, job.under =
      v[1]:match('^(%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+)$')
  job.fence, job.lost, job.failures = tonumber(job.fence), tonumber(job.lost), tonumber(job.failures)
  parse_fact(job, v[2])
  return job
end

-- Writes what changes, and other fields with it.
local function save(job, ...)
  redis.call('HSET', P .. 'job:' .. job.id, 'now',
      table.concat({job.state, job.owner, job.fence, job.entry, job.last, job.ready, job.started, job.ended,
        job.lost, job.failures, job.reported, job.mark, job.lease, job.beat, job.call, job.shunned, job.under}, ' '),
      ...)
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

-- Whether the call that comes was accepted before: it is asked again after an unknown outcome.
local function repeated(job, drone, fence, last)
  return job and job.last == last and job.owner == drone and tostring(job.fence) == fence
end

-- Sets by when a job has to be further of which that is asked.
local function set_deadline(job)
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
