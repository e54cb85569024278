-- Brings in the delayed jobs that are due, and those for which a limit has tokens again.
--
-- Touches   delayed, refills, held*, and the keys of the jobs that it finds there
-- ARGV[2]   how many at most
-- Returns   in how many ms the next is due; 0 when there may be more, -1 when nothing is delayed
if promote(tonumber(ARGV[2])) then
  return 0
end
local next
for _, key in ipairs({'delayed', 'refills'}) do
  local due = tonumber(redis.call('ZRANGE', P .. key, 0, 0, 'WITHSCORES')[2])
  next = due and math.min(due, next or due) or next
end
return next and math.max(0, next - AT) or -1
