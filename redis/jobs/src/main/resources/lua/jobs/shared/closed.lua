-- Notes that so many jobs of a room are not open any more.
local function closed(room, many)
  if redis.call('HINCRBY', P .. 'busy', room, -many) <= 0 then
    redis.call('HDEL', P .. 'busy', room)
  end
end
