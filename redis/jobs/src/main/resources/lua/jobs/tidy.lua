-- Lets go of what was read from lines: whole nodes of a stream, which costs next to nothing. A line
-- without jobs goes altogether, a class after a while.
--
-- Touches   classes, ready:*, fair:*, rooms:*, read, line:*, queue
-- ARGV[2..] classes
-- Returns   how many classes are left of them
local CLASS_KEPT = 10 * 60 * 1000

local function trim(level, class, room)
  local read = read_up_to(level, class, room)
  if read then
    redis.call('XTRIM', line_of(level, class, room), 'MINID', '~', read, 'LIMIT', 10000)
  end
end

-- Whether jobs wait in it.
local function tidied(level, class)
  local lane = level .. ':' .. class
  local waiting = redis.call('HEXISTS', P .. 'ready:' .. level, class) == 1 or recount(level, class) > 0
  for _, room in ipairs(redis.call('SMEMBERS', P .. 'rooms:' .. lane)) do
    if waiting then
      trim(level, class, room)
    else
      redis.call('DEL', line_of(level, class, room))
      redis.call('HDEL', P .. 'read', lane .. ':' .. room)
    end
  end
  if not waiting then
    redis.call('DEL', P .. 'fair:' .. lane, P .. 'rooms:' .. lane)
  end
  return waiting
end

local left = 0
for i = 2, #ARGV do
  local waiting = false
  for _, level in ipairs(LEVELS) do
    waiting = tidied(level, ARGV[i]) or waiting
  end
  local since = redis.call('HGET', P .. 'classes', ARGV[i])
  if since and not waiting and AT - since > CLASS_KEPT then
    redis.call('HDEL', P .. 'classes', ARGV[i])
    reclassified()
  else
    left = left + 1
  end
end
return left
