-- Moves a read mark forward.
--
-- KEYS[1]  hash  the peer's marks: room -> 'rank post'
-- ARGV[1]  room
-- ARGV[2]  rank  of the post, a whole number
-- ARGV[3]  post  id; of posts of the same rank the one with the greater id comes later
--
-- Returns the mark as it is then, 'rank post'.

local had = redis.call('HGET', KEYS[1], ARGV[1])
if had then
  local rank, post = string.match(had, '^(%-?%d+) (.*)$')
  local ahead = tonumber(ARGV[2]) - tonumber(rank)
  if ahead < 0 or (ahead == 0 and not greater(ARGV[3], post)) then
    return had
  end
end

local now = ARGV[2] .. ' ' .. ARGV[3]
redis.call('HSET', KEYS[1], ARGV[1], now)
return now
