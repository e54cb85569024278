-- Notes that a drone lives, and how it is.
--
-- Touches   drones, drones:seen
-- ARGV[2]   drone id
-- ARGV[3]   how it is, JSON
-- Returns   1
redis.call('HSET', P .. 'drones', ARGV[2], ARGV[3])
redis.call('ZADD', P .. 'drones:seen', now(), ARGV[2])
return 1
