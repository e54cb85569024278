-- Ends a job that nobody has; marks a running one, so that its drone hears of it with the next
-- heartbeat.
--
-- Touches   jobs, over, job:<id>, and what the end of a job touches
-- ARGV[2]   job id
-- ARGV[3]   reason
-- Returns   1, or 0 when there is no such job
local id, reason = ARGV[2], ARGV[3]

local job = load(id)
if not job then
  return 0
end
if job.state == 'running' and job.mark ~= 'c' then
  job.mark = 'c'
  save(job)
  set_fields(job, 'cancelling', reason)
elseif job.ended == '-' and job.state ~= 'running' then
  finish_cancelled(job, reason, 'cancel')
end
return 1
