-- Moves the end of a lease.
--
-- Touches   job:<id>, leases
-- ARGV[2]   job id
-- ARGV[3]   drone id
-- ARGV[4]   fence
-- ARGV[5]   length of the lease, ms
-- Returns   go_on, cancel or lost
local id, drone, fence, lease = ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5])

local job = load(id)
if not holds(job, drone, fence) then
  return 'lost'
end
redis.call('ZADD', P .. 'leases', now() + lease, id)
return job.cancelling and 'cancel' or 'go_on'
