-- Takes rows that are due: nobody else gets them until the lease ends.
--
-- KEYS[1]  zset  row id by the time from which it may be taken, ms
-- KEYS[2]  hash  row id -> row, JSON
-- ARGV[1]  now   ms
-- ARGV[2]  until end of the lease, ms
-- ARGV[3]  max   rows
--
-- Returns the rows, earliest first.

local taken = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])) do
  local row = redis.call('HGET', KEYS[2], id)
  if row then
    redis.call('ZADD', KEYS[1], ARGV[2], id)
    taken[#taken + 1] = row
  else
    redis.call('ZREM', KEYS[1], id)
  end
end
return taken
