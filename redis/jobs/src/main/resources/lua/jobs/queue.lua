-- Put before each script of the queue.
--
-- KEYS[1]  the prefix of the queue's keys, with its hash tag: every key below is built from it and so
--          lies in the same slot
-- ARGV[1]  milliseconds to add to the server's clock; 0 outside tests
local P = KEYS[1]

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[1]
end

-- The times of a queue that nobody set, in ms.
local STANDARD = {lease = 6000, beat = 2000, alive = 10000, retention = 30 * 24 * 60 * 60 * 1000}

-- A time of the queue, in ms. No caller brings times of its own: all of them go by these.
local function time_of(name)
  return tonumber(redis.call('HGET', P .. 'times', name)) or STANDARD[name]
end

-- Writes a row of the outbox. A row that waits longer is brought forward, one that is due earlier
-- stays so: reports that follow each other closely must not put it off for ever.
-- `payload` is the inside of a JSON object.
local function owe(id, kind, due, payload)
  redis.call('HSET', P .. 'outbox:rows', id,
      '{"id":"' .. id .. '","kind":"job.' .. kind .. '","due":'
      .. string.format('%d.%03d', math.floor(due / 1000), due % 1000)
      .. ',"payload":{' .. payload .. '}}')
  redis.call('ZADD', P .. 'outbox', 'LT', due, id)
end

-- Owes news of a job, once for each fence.
local function tell(kind, id, fence, at, more)
  owe(kind .. ':' .. id .. ':' .. fence, kind, at, '"job":"' .. id .. '","fence":' .. fence .. (more or ''))
end

-- Wakes one drone that waits. The cap keeps tokens that nobody waits for from piling up.
local function wake()
  if redis.call('LPUSH', P .. 'wake', '1') > 64 then
    redis.call('LPOP', P .. 'wake')
  end
end

local function frozen()
  return redis.call('HGET', P .. 'freeze', 'frozen') == '1'
end

-- What the moves need of a job, and one more field of it; nil when there is none.
local function load(id, more)
  local v = redis.call('HMGET', P .. 'job:' .. id,
      'state', 'owner', 'fence', 'cancelling', 'lane', 'entry', 'room', 'at', 'lost', 'maxlost', 'last',
      more or 'state')
  if not v[1] then
    return nil
  end
  return {
    id = id, state = v[1], owner = v[2], fence = v[3], cancelling = v[4], lane = v[5], entry = v[6],
    room = v[7], at = v[8], lost = tonumber(v[9]), maxlost = tonumber(v[10]), last = v[11], more = v[12],
  }
end

-- Whether a lease still holds its job.
local function holds(job, drone, fence)
  return job and job.state == 'running' and job.owner == drone and job.fence == fence
end

-- Whether the call that comes was accepted before: it is asked again after an unknown outcome.
local function repeated(job, drone, fence, last)
  return job and job.last == last and job.owner == drone and job.fence == fence
end

-- Puts a job on its lane: the stream of one class (sorted tags) and one priority. Lanes sort by how
-- many tags they ask for, then by priority.
local function on_lane(lane, id)
  local priority, tags = lane:match('^(%a+):(.*)$')
  local _, rank = tags:gsub('[^,]+', '')
  rank = rank * 10 + (priority == 'high' and 2 or priority == 'normal' and 1 or 0)
  redis.call('ZADD', P .. 'lanes', rank, lane)
  return redis.call('XADD', P .. 'lane:' .. lane, '*', 'job', id)
end

local function off_lane(job)
  local stream = P .. 'lane:' .. job.lane
  redis.call('XACK', stream, 'drones', job.entry)
  redis.call('XDEL', stream, job.entry)
end

-- Moves a job between the lists by state.
local function relist(job, to)
  redis.call('ZREM', P .. 'state:' .. job.state, job.id)
  redis.call('ZADD', P .. 'state:' .. to, job.at, job.id)
end

-- Ends a job for good: `field` is `result` or `failure`.
local function finish(job, state, last, at, field, value)
  local key, retention = P .. 'job:' .. job.id, time_of('retention')
  redis.call('HSET', key, 'state', state, 'last', last, 'ended', at, field, value)
  if job.cancelling then
    redis.call('HDEL', key, 'cancelling')
  end
  redis.call('PEXPIRE', key, retention)
  redis.call('PEXPIRE', P .. 'log:' .. job.id, retention)
  off_lane(job)
  relist(job, state)
  redis.call('ZREM', P .. 'leases', job.id)
  redis.call('ZADD', P .. 'ended', at + retention, job.id .. ' ' .. job.room .. ' ' .. state)
  tell('ended', job.id, job.fence, at)
end

local function finish_cancelled(job, reason, last, at)
  finish(job, 'cancelled', last, at, 'failure',
      cjson.encode({code = 'cancelled', message = reason}))
end

-- Lets a running job wait again. The stream has no front to put it to: it goes behind the others.
local function requeue(job, last, at, reason)
  local key = P .. 'job:' .. job.id
  off_lane(job)
  local entry = on_lane(job.lane, job.id)
  redis.call('HSET', key, 'state', 'waiting', 'last', last, 'entry', entry, 'lost', job.lost)
  redis.call('HDEL', key, 'percent', 'note')
  redis.call('ZREM', P .. 'leases', job.id)
  relist(job, 'waiting')
  tell('requeued', job.id, job.fence, at,
      ',"reason":"' .. reason .. '","drone":"' .. job.owner .. '"')
  wake()
end

