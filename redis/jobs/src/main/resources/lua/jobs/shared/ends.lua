-- How a job leaves a drone: for good, or to come again.

-- Lets a job go on that waited for others or for a limit. It may have a time of its own.
local function free(job)
  redis.call('ZREM', P .. 'held', job.id)
  job.last = 'free'
  if tonumber(job.ready) > AT then
    delay(job, job.ready)
  else
    wait_on(job, job.level)
  end
  save(job)
  redis.call('HDEL', P .. 'job:' .. job.id, 'why')
end

-- Lets the next job in that waits for a limit.
local function admit_next(name)
  local next = redis.call('ZPOPMIN', P .. 'held:' .. name)[1]
  local job = next and load(next)
  if job and job.state == 'held' then
    free(job)
  end
end

-- Gives back what a running job has of its limits.
local function leave_limits(job)
  if job.under ~= '1' then
    return
  end
  job.under = '-'
  local names = redis.call('HGET', P .. 'job:' .. job.id, 'under')
  for name in (names or ''):gmatch('%S+') do
    if redis.call('SREM', P .. 'running:' .. name, job.id) == 1 then
      admit_next(name)
    end
  end
end

local finish

-- Tells a job that one of those that it waits for has ended.
local function child_ended(parent, child, good)
  local needs = P .. 'needs:' .. parent
  redis.call('SREM', needs, child.id)
  local job = load(parent)
  if not job or job.state ~= 'held' then
    return
  end
  if not good and job.fanin == '1' then
    redis.call('DEL', needs)
    finish(job, 'failed', 'expire', 'failure', cjson.encode({code = 'dependency',
      message = 'The job ' .. child.id .. ', which it waited for, brought no result.'}))
  elseif redis.call('SCARD', needs) == 0 then
    free(job)
  end
end

local function tell_parents(job, state)
  local feeds = P .. 'feeds:' .. job.id
  if redis.call('EXISTS', feeds) == 0 then
    return
  end
  local parents = redis.call('SMEMBERS', feeds)
  redis.call('DEL', feeds)
  table.sort(parents)
  for _, parent in ipairs(parents) do
    child_ended(parent, job, state == 'done')
  end
end

-- Takes a job from wherever it is.
local function detach(job)
  if job.state == 'running' then
    redis.call('ZREM', P .. 'leases', job.id)
    leave_limits(job)
  elseif job.state == 'waiting' then
    off_line(job)
  elseif job.state == 'delayed' then
    redis.call('ZREM', P .. 'delayed', job.id)
  elseif job.state == 'held' then
    redis.call('ZREM', P .. 'held', job.id)
    local name = redis.call('HGET', P .. 'job:' .. job.id, 'limit')
    if name then
      redis.call('ZREM', P .. 'held:' .. name, job.id)
    end
  end
end

-- Ends a job for good: `field` is `result` or `failure`.
finish = function(job, state, last, field, value)
  local key = P .. 'job:' .. job.id
  local keep = job.keep == '0' and QUEUE.retention or tonumber(job.keep)
  detach(job)
  if job.mark == 'c' then
    redis.call('HDEL', key, 'cancelling')
  end
  job.state, job.last, job.ended, job.mark = state, last, AT, '-'
  save(job, field, value)
  redis.call('PEXPIRE', key, keep)
  if job.reported ~= '0' then
    redis.call('PEXPIRE', P .. 'log:' .. job.id, keep)
  end
  redis.call('PEXPIRE', P .. 'past:' .. job.id, keep)
  redis.call('ZREM', P .. 'open', job.id)
  if redis.call('HINCRBY', P .. 'rooms', job.room, -1) <= 0 then
    redis.call('HDEL', P .. 'rooms', job.room)
  end
  if job.timed ~= '0' then
    redis.call('ZREM', P .. 'deadlines', job.id)
  end
  if state == 'dead' then
    local entry = redis.call('XADD', P .. 'dead', '*', 'job', job.id, 'function', job.fn, 'room', job.room,
        'code', cjson.decode(value).code, 'at', AT)
    redis.call('HSET', key, 'letter', entry)
  end
  tell('ended', job)
  tell_parents(job, state)
end

local function finish_cancelled(job, reason, last)
  finish(job, 'cancelled', last, 'failure', cjson.encode({code = 'cancelled', message = reason}))
end

-- The reason for which a running job is being cancelled.
local function why_cancelled(job)
  return redis.call('HGET', P .. 'job:' .. job.id, 'cancelling') or ''
end

-- A drone on which a job went wrong does not get it again before long.
local function shun(job)
  local shunned = job.shunned == '-' and job.owner or job.shunned .. ',' .. job.owner
  local kept = {}
  for drone in shunned:gmatch('[^,]+') do
    kept[#kept + 1] = drone
  end
  while #kept > 8 do
    table.remove(kept, 1)
  end
  job.shunned = table.concat(kept, ',')
end

-- Takes a job from its drone, to come again.
local function take_back(job)
  detach(job)
  redis.call('HDEL', P .. 'job:' .. job.id, 'percent', 'note')
end

local function told_back(job, reason, due)
  tell('requeued', job, ',"reason":"' .. reason .. '","drone":"' .. job.owner .. '"' .. (due and ',"due":' .. due or ''))
end

-- Lets a running job wait again, before all others of its class: it has waited before.
local function requeue(job, last, reason)
  take_back(job)
  job.last = last
  wait_on(job, 'again')
  save(job)
  told_back(job, reason)
end

-- Lets a running job come again at a time.
local function postpone(job, last, due)
  take_back(job)
  job.last = last
  delay(job, due)
  save(job)
  told_back(job, last, due)
end

-- Notes that a job went wrong by a drone's fault. A drone on which that happens to several jobs
-- within ten minutes gets no more.
local BLAME_WINDOW = 10 * 60 * 1000
local function blame(job)
  if QUEUE.quarantine == 0 then
    return
  end
  local blamed = P .. 'blame:' .. job.owner
  redis.call('ZADD', blamed, AT, job.id)
  redis.call('ZREMRANGEBYSCORE', blamed, '-inf', AT - BLAME_WINDOW)
  redis.call('PEXPIRE', blamed, BLAME_WINDOW)
  local jobs = redis.call('ZCARD', blamed)
  if jobs >= QUEUE.quarantine and redis.call('HSETNX', P .. 'controls', 'drone:' .. job.owner, 'quarantined') == 1 then
    redis.call('HINCRBY', P .. 'queue', 'controls', 1)
    owe('quarantined:' .. job.owner .. ':' .. AT, 'quarantined', AT, '"drone":"' .. job.owner .. '","jobs":' .. jobs)
  end
end
