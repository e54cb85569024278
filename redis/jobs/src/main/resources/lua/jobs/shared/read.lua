-- Takes new entries of a line: from then on they count as read. Where that was lost, reading begins at
-- the start, and jobs that went another way are passed over.
local function read(level, class, room, max)
  local entries = unread(level, class, room, max)
  if #entries > 0 then
    redis.call('HSET', P .. 'read', level .. ':' .. class .. ':' .. room, entries[#entries][1])
  end
  return entries
end

-- Lets go of a line that was read to its end. What it holds went its way, and its room takes no turns.
local function forget(level, class, room)
  redis.call('ZREM', P .. 'fair:' .. level .. ':' .. class, room)
  redis.call('DEL', line_of(level, class, room))
  redis.call('HDEL', P .. 'read', level .. ':' .. class .. ':' .. room)
end
