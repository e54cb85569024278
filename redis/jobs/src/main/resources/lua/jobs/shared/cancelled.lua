-- How a job ends that somebody does not want any more.
local function finish_cancelled(job, reason, last)
  finish(job, 'cancelled', last, cjson.encode({code = 'cancelled', message = reason}))
end

-- The reason for which a running job is being cancelled.
local function why_cancelled(job)
  return field_of(job, 'cancelling') or ''
end
