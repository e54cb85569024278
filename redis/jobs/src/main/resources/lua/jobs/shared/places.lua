-- Where jobs stand in their lines, and up to where those were read.
local LEVELS = {'again', 'high', 'normal', 'low'}

-- Where a waiting job stands.
local function place_of(job)
  return job.entry:match('^(%a+)/(.+)$')
end

-- Up to where a line was read; nil when nobody began.
local function read_up_to(level, class, room)
  return redis.call('HGET', P .. 'read', level .. ':' .. class .. ':' .. room) or nil
end

-- Those that nobody has read, at most so many.
local function unread(level, class, room, max)
  local after = read_up_to(level, class, room)
  return redis.call('XRANGE', line_of(level, class, room), after and '(' .. after or '-', '+', 'COUNT', max)
end

-- Counts anew what waits in a lane, by the jobs themselves: somebody deleted the count.
local function recount(level, class)
  local waiting, lane = 0, level .. ':' .. class
  for _, room in ipairs(redis.call('SMEMBERS', P .. 'rooms:' .. lane)) do
    local line, after = line_of(level, class, room), read_up_to(level, class, room) or '0'
    repeat
      local some = redis.call('XRANGE', line, '(' .. after, '+', 'COUNT', 500)
      for _, entry in ipairs(some) do
        local job = load(entry[2][2])
        if job and job.state == 'waiting' and job.entry == level .. '/' .. entry[1] then
          waiting = waiting + 1
        end
        after = entry[1]
      end
    until #some < 500
  end
  redis.call('HDEL', P .. 'ready:' .. level, class)
  if waiting > 0 then
    redis.call('HSET', P .. 'ready:' .. level, class, waiting)
  end
  return waiting
end
