-- Moves the end of a lease, by the length that it was claimed with.
--
-- Touches   job:<id>, leases
-- ARGV[2]   job id
-- ARGV[3]   drone id
-- ARGV[4]   fence
-- Returns   go_on, cancel or lost
local id, drone, fence = ARGV[2], ARGV[3], ARGV[4]

local job = load(id, 'lease')
if not holds(job, drone, fence) then
  return 'lost'
end
redis.call('ZADD', P .. 'leases', now() + job.more, id)
return job.cancelling and 'cancel' or 'go_on'
