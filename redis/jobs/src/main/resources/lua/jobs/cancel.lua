-- Ends a waiting job; marks a running one, so that its drone hears of it with the next heartbeat.
--
-- Touches   job:<id>, log:<id>, lane:<lane>, state:*, leases, ended, outbox
-- ARGV[2]   job id
-- ARGV[3]   how long an ended job is kept, ms
-- ARGV[4]   reason
-- Returns   1, or 0 when there is no such job
local id, retention, reason = ARGV[2], tonumber(ARGV[3]), ARGV[4]

local job = load(id)
if not job then
  return 0
end
if job.state == 'waiting' then
  finish_cancelled(job, reason, 'cancel', now(), retention)
elseif job.state == 'running' then
  redis.call('HSETNX', P .. 'job:' .. id, 'cancelling', reason)
end
return 1
