-- Notes that a drone lives, and how it is.
--
-- Touches   drones, drones:seen
-- ARGV[2]   drone id
-- ARGV[3]   how it is, JSON
-- Returns   how long it is live without another announcement, ms
redis.call('HSET', P .. 'drones', ARGV[2], ARGV[3])
redis.call('ZADD', P .. 'drones:seen', AT, ARGV[2])
return setting('alive', ALIVE)
