-- Writes one piece of an upload, which lives on for a while.
--
-- KEYS[1]  the pieces of the upload, a hash by number
-- ARGV[1]  number of the piece
-- ARGV[2]  its bytes
-- ARGV[3]  how long the upload lives from now on, ms
-- Returns  1
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
