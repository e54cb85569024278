-- Notes that jobs of a room are not open any more.
local function closed(room, ...)
  local open = P .. 'open:' .. room
  redis.call('SREM', open, ...)
  if redis.call('EXISTS', open) == 0 then
    redis.call('SREM', P .. 'busy', room)
  end
end
