-- When a lease ends that is moved on now. A run that takes longer than it may ends with its lease,
-- whatever its drone says.
local function lease_end(job)
  local over = job.run == '0' and math.huge or job.started + job.run
  return math.min(AT + job.lease, over)
end
