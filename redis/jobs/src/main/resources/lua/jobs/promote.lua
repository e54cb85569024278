-- Brings in the delayed jobs that are due.
--
-- Touches   delayed, and the keys of the jobs that it finds there
-- ARGV[2]   how many at most
-- Returns   in how many ms the next is due; 0 when there may be more, -1 when nothing is delayed
if promote(tonumber(ARGV[2])) == tonumber(ARGV[2]) then
  return 0
end
local next = redis.call('ZRANGE', P .. 'delayed', 0, 0, 'WITHSCORES')
return next[2] and math.max(0, next[2] - AT) or -1
