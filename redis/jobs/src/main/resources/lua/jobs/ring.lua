-- Gives back a ring that woke nobody.
--
-- Touches   bell:<class>, queue
-- ARGV[2]   class
-- Returns   1
ring(ARGV[2], 1, redis.call('HGET', P .. 'queue', 'idle'))
return 1
