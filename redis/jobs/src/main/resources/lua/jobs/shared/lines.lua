-- The lines in which jobs wait: one stream for each level, class and room. A level and a class
-- together are a lane; `ready:<level>` counts what waits in each, `fair:<lane>` keeps the rooms that
-- take turns there now, `rooms:<lane>` all that have a stream. Levels are served in the order again,
-- high, normal, low, where `again` is for jobs that were given back: they have waited before.

local function line_of(level, class, room)
  return P .. 'line:' .. level .. ':' .. class .. ':' .. room
end

-- Notes that the classes are not what they were, under a number that never was before: where a
-- replica that lacks the last changes took over, a count would come again.
local function reclassified()
  local last = tonumber(redis.call('HGET', P .. 'queue', 'version') or 0)
  redis.call('HSET', P .. 'queue', 'version', string.format('%.0f', math.max(last + 1, AT * 1000)))
end

-- Notes that so many more wait in a lane, and wakes as many drones. A room that comes anew starts
-- where the others are.
local function attend(level, class, room, jobs, quietly)
  local lane = level .. ':' .. class
  local fair = P .. 'fair:' .. lane
  if not redis.call('ZSCORE', fair, room) then
    local first = redis.call('ZRANGE', fair, 0, 0, 'WITHSCORES')
    redis.call('ZADD', fair, first[2] or 0, room)
    redis.call('SADD', P .. 'rooms:' .. lane, room)
  end
  if redis.call('HSETNX', P .. 'classes', class, AT) == 1 then
    -- Those who wait do not listen for it yet, so one of them is woken to look.
    reclassified()
    ring('*', 1, redis.call('HGET', P .. 'queue', 'idle'))
  end
  redis.call('HINCRBY', P .. 'ready:' .. level, class, jobs)
  if not quietly then
    ring(class, jobs, redis.call('HGET', P .. 'queue', 'idle'))
  end
end

local function count(level, class, by)
  if redis.call('HINCRBY', P .. 'ready:' .. level, class, by) <= 0 then
    redis.call('HDEL', P .. 'ready:' .. level, class)
  end
end

-- Puts a job behind the others of its room, and wakes a drone for it, unless the one that puts it
-- back must not have it: it would wake itself again and again.
local function on_line(job, level, quietly)
  job.entry = level .. '/' .. redis.call('XADD', line_of(level, job.class, job.room), '*', 'job', job.id)
  attend(level, job.class, job.room, 1, quietly)
end

-- Lets a job wait for a drone from now on.
local function wait_on(job, level)
  job.state, job.ready = 'waiting', AT
  on_line(job, level)
  if job.timed ~= '0' then
    set_deadline(job)
  end
end

-- Lets a job wait for its time.
local function delay(job, due)
  job.state, job.ready, job.entry = 'delayed', due, '-'
  redis.call('ZADD', P .. 'delayed', due, job.id)
  if job.timed ~= '0' then
    set_deadline(job)
  end
end
