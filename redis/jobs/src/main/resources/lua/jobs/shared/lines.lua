-- The lines in which jobs wait: one stream for each level, class and room. A level and a class
-- together are a lane; `ready:<level>` counts what waits in each, `fair:<lane>` keeps the rooms that
-- take turns there now, `rooms:<lane>` all that have a stream.

-- In the order in which they are served. `again` is for jobs that were given back: they have waited
-- before.
local LEVELS = {'again', 'high', 'normal', 'low'}

-- Most classes at a time: a drone looks through all that fit it.
local MOST_CLASSES = 1024

local function line_of(level, class, room)
  return P .. 'line:' .. level .. ':' .. class .. ':' .. room
end

-- Wakes one drone that waits for this class. Nobody waits longer than `idle` says.
local function ring(class)
  if AT < QUEUE.idle then
    local bell = P .. 'bell:' .. class
    if redis.call('RPUSH', bell, '1') > 64 then
      redis.call('LPOP', bell)
    end
    redis.call('PEXPIRE', bell, 60000)
  end
end

-- Makes a class known. Those who wait do not listen for it yet, so one of them is woken to look.
local function know(class)
  if redis.call('HSETNX', P .. 'classes', class, AT) == 1 then
    redis.call('HINCRBY', P .. 'queue', 'version', 1)
    ring('*')
  end
end

local function count(level, class, by)
  if redis.call('HINCRBY', P .. 'ready:' .. level, class, by) <= 0 then
    redis.call('HDEL', P .. 'ready:' .. level, class)
  end
end

-- Puts a job behind the others of its room. A room that comes anew starts where the others are.
local function on_line(job, level)
  local lane = level .. ':' .. job.class
  local fair = P .. 'fair:' .. lane
  if not redis.call('ZSCORE', fair, job.room) then
    local first = redis.call('ZRANGE', fair, 0, 0, 'WITHSCORES')
    redis.call('ZADD', fair, first[2] or 0, job.room)
    redis.call('SADD', P .. 'rooms:' .. lane, job.room)
  end
  know(job.class)
  count(level, job.class, 1)
  job.entry = level .. '/' .. redis.call('XADD', line_of(level, job.class, job.room), '*', 'job', job.id)
  ring(job.class)
end

-- Lets a job wait for a drone from now on.
local function wait_on(job, level)
  job.state, job.ready = 'waiting', AT
  on_line(job, level)
  set_deadline(job)
end

-- Where a waiting job stands.
local function place_of(job)
  return job.entry:match('^(%a+)/(.+)$')
end

-- Takes a waiting job out of its line. What has been read from a stream lies in it until it is
-- trimmed, and is passed over.
local function off_line(job)
  local level, entry = place_of(job)
  count(level, job.class, -1)
  redis.call('XDEL', line_of(level, job.class, job.room), entry)
  job.entry = '-'
end

-- New entries of a line. The group keeps the place up to which it was read, nothing else: who has a
-- job says its hash.
local function read(line, max)
  local found = redis.pcall('XREADGROUP', 'GROUP', 'drones', 'drones', 'COUNT', max, 'NOACK', 'STREAMS', line, '>')
  if found and found.err then
    if redis.call('EXISTS', line) == 0 then
      return {}
    end
    -- From the start, not from now: jobs wait already.
    redis.call('XGROUP', 'CREATE', line, 'drones', '0')
    found = redis.call('XREADGROUP', 'GROUP', 'drones', 'drones', 'COUNT', max, 'NOACK', 'STREAMS', line, '>')
  end
  return found and found[1][2] or {}
end

-- Up to where a line was read.
local function read_up_to(line)
  local groups = redis.pcall('XINFO', 'GROUPS', line)
  if groups.err or not groups[1] then
    return nil
  end
  for i = 1, #groups[1], 2 do
    if groups[1][i] == 'last-delivered-id' then
      return groups[1][i + 1]
    end
  end
end

-- Lets a job wait for its time.
local function delay(job, due)
  job.state, job.ready, job.entry = 'delayed', due, '-'
  redis.call('ZADD', P .. 'delayed', due, job.id)
  set_deadline(job)
end

-- Brings in what is due, at most so many.
local function promote(max)
  local due = redis.call('ZRANGEBYSCORE', P .. 'delayed', '-inf', AT, 'LIMIT', 0, max)
  for _, id in ipairs(due) do
    redis.call('ZREM', P .. 'delayed', id)
    local job = load(id)
    if job and job.state == 'delayed' then
      job.last = 'free'
      wait_on(job, job.level)
      save(job)
      redis.call('HDEL', P .. 'job:' .. id, 'why')
    end
  end
  return #due
end
