-- Reads one piece of a blob.
--
-- KEYS[1]  the pieces, a hash by number
-- ARGV[1]  number of the piece
-- Returns  its bytes, or nothing
return redis.call('HGET', KEYS[1], ARGV[1])
