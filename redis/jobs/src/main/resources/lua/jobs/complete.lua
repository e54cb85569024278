-- Ends a running job with its result.
--
-- Touches   job:<id>, log:<id>, lane:<lane>, state:*, leases, ended, times, outbox
-- ARGV[2]   job id
-- ARGV[3]   drone id
-- ARGV[4]   fence
-- ARGV[5]   result, JSON
-- Returns   1 when it is accepted, 0 when the lease is not the drone's any more
local id, drone, fence, result = ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local job = load(id)
if holds(job, drone, fence) then
  finish(job, 'done', 'complete', now(), 'result', result)
  return 1
end
return repeated(job, drone, fence, 'complete') and 1 or 0
