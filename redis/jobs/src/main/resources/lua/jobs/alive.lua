-- Notes that drones live that are as they were.
--
-- Touches   drones:seen
-- ARGV[2..] drone ids
-- Returns   how many of them are known
local known = 0
for i = 2, #ARGV do
  if redis.call('HEXISTS', P .. 'drones', ARGV[i]) == 1 then
    redis.call('ZADD', P .. 'drones:seen', AT, ARGV[i])
    known = known + 1
  end
end
return known
