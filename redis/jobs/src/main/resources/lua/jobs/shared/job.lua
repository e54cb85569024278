-- A job. What changes lies in `jobs`, and from its end on in `over`: words with a blank between, of which `-`
-- is none, and in `over` in a line of its own what came of it. What is decided with its submission lies in
-- `specs`: words, and in a line of its own the JSON of its specification. One command reads and writes there
-- for many jobs, which no hash for each could do. What few jobs have lies in `job:<id>`. What changes most
-- often comes first: the rest is taken over as it is.

-- A job of its words. One constructor for all of it: a table that grows costs more than what it holds.
local function shaped(id, now, spec)
  local state, owner, fence, entry, last, ended, mark, started, reported, lease, beat, call, ready, lost, failures,
      shunned, under, kind, _, at = now:match(
      '^(%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+)')
  local told, hold, run, keep, fanin, keyed, barred, timed, level, class, room, fn, plan = spec:match(
      '^(%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) ([^\n]+)\n')
  return {id = id, spec = spec, state = state, owner = owner, fence = tonumber(fence), entry = entry, last = last,
    ready = ready, started = started, ended = ended, lost = tonumber(lost), failures = tonumber(failures),
    reported = reported, mark = mark, lease = lease, beat = beat, call = call, shunned = shunned, under = under,
    kind = kind, at = at, told = told, hold = hold, run = run, keep = keep, fanin = fanin, keyed = keyed, barred = barred,
    timed = timed, level = level, class = class == '-' and '' or class, room = room, fn = fn, plan = plan}
end

-- Nil when there is none.
local function load(id)
  local now = redis.call('HGET', P .. 'jobs', id) or redis.call('HGET', P .. 'over', id)
  local spec = now and redis.call('HGET', P .. 'specs', id)
  return spec and shaped(id, now, spec)
end

-- Writes what changes; with what came of it (JSON) when it has ended.
local function save(job, outcome)
  local words = table.concat({job.state, job.owner, job.fence, job.entry, job.last, job.ended, job.mark, job.started, job.reported,
        job.lease, job.beat, job.call, job.ready, job.lost, job.failures, job.shunned, job.under, job.kind, job.room,
        job.at}, ' ')
  if outcome then
    redis.call('HDEL', P .. 'jobs', job.id)
    redis.call('HSET', P .. 'over', job.id, words .. '\n' .. outcome)
  else
    redis.call('HSET', P .. 'jobs', job.id, words)
  end
end

-- One of the fields that few jobs have.
local function field_of(job, name)
  return redis.call('HGET', P .. 'job:' .. job.id, name)
end

-- Writes some of them.
local function set_fields(job, ...)
  redis.call('HSET', P .. 'job:' .. job.id, ...)
end

local function drop_fields(job, ...)
  redis.call('HDEL', P .. 'job:' .. job.id, ...)
end

-- What is seldom asked for: how often it may fail and be lost, and by when it has to be where.
local function plan_of(job)
  local plan, never = {}, nil
  plan.maxlost, plan.attempts, plan.backoff, plan.base, plan.most, plan.wait, plan.total, never =
      job.plan:match('^(%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+) ?(%S*)$')
  for name, value in pairs(plan) do
    plan[name] = tonumber(value) or value
  end
  plan.never = never
  return plan
end

-- Whether drones, with commas between, have this one among them.
local function among(drones, drone)
  return (',' .. drones .. ','):find(',' .. drone .. ',', 1, true) ~= nil
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
