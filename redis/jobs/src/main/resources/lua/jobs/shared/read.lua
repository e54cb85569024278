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
