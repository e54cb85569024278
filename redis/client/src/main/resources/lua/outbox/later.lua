-- Lets a row wait, unless it has been replaced or is gone.
--
-- KEYS[1]  zset  row id by the time from which it may be taken, ms
-- KEYS[2]  hash  row id -> row, JSON
-- ARGV[1]  id    of the row
-- ARGV[2]  row   as it was taken
-- ARGV[3]  due   from when it may be taken again, ms
--
-- Returns the row as it is, when it is another one; else nothing.

local row = redis.call('HGET', KEYS[2], ARGV[1])
if row and row ~= ARGV[2] then
  return row
end
redis.call('ZADD', KEYS[1], 'XX', ARGV[3], ARGV[1])
return false
