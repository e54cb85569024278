-- Moves the end of a lease, by the length that it was claimed with, but not beyond the time that a
-- run has.
--
-- Touches   leases
-- ARGV[2]   job id
-- ARGV[3]   drone id
-- ARGV[4]   fence
-- Returns   go_on, cancel or lost
local job = load(ARGV[2])
if not holds(job, ARGV[3], ARGV[4]) then
  return 'lost'
end
redis.call('ZADD', P .. 'leases', lease_end(job), job.id)
return job.mark == 'c' and 'cancel' or 'go_on'
