-- Notes that a drone lives, and how it is.
--
-- Touches   drones, drones:seen, controls
-- ARGV[2]   drone id
-- ARGV[3]   how it is, JSON
-- Returns   {how long it is live without another announcement (ms), 1 when it is drained}
redis.call('HSET', P .. 'drones', ARGV[2], ARGV[3])
redis.call('ZADD', P .. 'drones:seen', AT, ARGV[2])
local mode = redis.call('HGET', P .. 'controls', 'drone:' .. ARGV[2])
return {setting('alive', ALIVE), mode == 'draining' and 1 or 0}
