-- Lets a key live for some time at least; never shortens its life.
--
-- KEYS[1]  the key
-- ARGV[1]  ms
-- Returns  1, or 0 when there is no such key any more
local left = redis.call('PTTL', KEYS[1])
if left == -2 then
  return 0
end
if left >= 0 and left < tonumber(ARGV[1]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
end
return 1
