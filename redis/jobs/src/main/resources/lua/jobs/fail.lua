-- Ends a running job without a result. One that was being cancelled ends cancelled.
--
-- Touches   job:<id>, log:<id>, lane:<lane>, state:*, leases, ended, times, outbox
-- ARGV[2]   job id
-- ARGV[3]   drone id
-- ARGV[4]   fence
-- ARGV[5]   failure, JSON
-- Returns   1 when it is accepted, 0 when the lease is not the drone's any more
local id, drone, fence, failure = ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local job = load(id)
if holds(job, drone, fence) then
  if job.cancelling then
    finish_cancelled(job, job.cancelling, 'fail', now())
  else
    finish(job, 'failed', 'fail', now(), 'failure', failure)
  end
  return 1
end
return repeated(job, drone, fence, 'fail') and 1 or 0
