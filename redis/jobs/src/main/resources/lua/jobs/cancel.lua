-- Ends a waiting job; marks a running one, so that its drone hears of it with the next heartbeat.
--
-- Touches   job:<id>, log:<id>, lane:<lane>, state:*, leases, ended, times, outbox
-- ARGV[2]   job id
-- ARGV[3]   reason
-- Returns   1, or 0 when there is no such job
local id, reason = ARGV[2], ARGV[3]

local job = load(id)
if not job then
  return 0
end
if job.state == 'waiting' then
  finish_cancelled(job, reason, 'cancel', now())
elseif job.state == 'running' then
  redis.call('HSETNX', P .. 'job:' .. id, 'cancelling', reason)
end
return 1
