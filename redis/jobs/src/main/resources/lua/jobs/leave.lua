-- Forgets a drone.
--
-- Touches   drones, drones:seen
-- ARGV[2]   drone id
-- Returns   1
redis.call('HDEL', P .. 'drones', ARGV[2])
redis.call('ZREM', P .. 'drones:seen', ARGV[2])
return 1
