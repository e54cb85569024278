-- Gives a running job back. One that was being cancelled ends cancelled.
--
-- Touches   job:<id>, log:<id>, lanes, lane:<lane>, state:*, leases, ended, times, wake, outbox
-- ARGV[2]   job id
-- ARGV[3]   drone id
-- ARGV[4]   fence
-- Returns   1 when it is accepted, 0 when the lease is not the drone's any more
local id, drone, fence = ARGV[2], ARGV[3], ARGV[4]

local job = load(id)
if holds(job, drone, fence) then
  if job.cancelling then
    finish_cancelled(job, job.cancelling, 'release', now())
  else
    requeue(job, 'release', now(), 'released')
  end
  return 1
end
return repeated(job, drone, fence, 'release') and 1 or 0
