-- Forgets a drone, and that it was drained: when it comes back, somebody wants it to work.
--
-- Touches   drones, drones:seen, controls, queue
-- ARGV[2]   drone id
-- Returns   1
redis.call('HDEL', P .. 'drones', ARGV[2])
redis.call('ZREM', P .. 'drones:seen', ARGV[2])
local name = 'drone:' .. ARGV[2]
if redis.call('HGET', P .. 'controls', name) == 'draining' then
  redis.call('HDEL', P .. 'controls', name)
  redis.call('HSET', P .. 'queue', 'controls', redis.call('HLEN', P .. 'controls'))
end
return 1
