-- Forgets a drone, and that it was drained: when it comes back, somebody wants it to work. One that is
-- paused or quarantined is only not live any more, so that this holds when it comes back within a day.
--
-- Touches   drones, drones:seen, controls, queue
-- ARGV[2]   drone id
-- Returns   1
local name = 'drone:' .. ARGV[2]
local mode = redis.call('HGET', P .. 'controls', name)
if mode and mode ~= 'draining' then
  redis.call('ZADD', P .. 'drones:seen', 'XX', AT - setting('alive', ALIVE) - 1, ARGV[2])
  return 1
end
redis.call('HDEL', P .. 'drones', ARGV[2])
redis.call('ZREM', P .. 'drones:seen', ARGV[2])
if mode then
  redis.call('HDEL', P .. 'controls', name)
  redis.call('HSET', P .. 'queue', 'controls', redis.call('HLEN', P .. 'controls'))
end
return 1
