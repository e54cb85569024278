-- Gives a running job back. One that was being cancelled ends cancelled, and one that could not be
-- run by as many drones as may be lost on it is dead: it would go round for ever.
--
-- Touches   jobs, leases, running:*, held*, deadlines, ready:again, fair:*, line:*, bell:*, outbox; blame:<drone>,
--           controls, past:<id> and dead when it was refused; and what the end of a job touches
-- ARGV[2]   job id
-- ARGV[3]   drone id
-- ARGV[4]   fence
-- ARGV[5]   why the drone cannot run it (JSON with code and message), or empty when it could
-- Returns   1 when it is accepted, 0 when the lease is not the drone's any more
local id, drone, fence, why = ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local job = load(id)
if holds(job, drone, fence) then
  if job.mark == 'c' then
    finish_cancelled(job, why_cancelled(job), 'release')
  elseif why == '' then
    requeue(job, 'release', 'released')
  else
    local told = cjson.decode(why)
    remember(job, 'release', told.code, told.message)
    blame(job)
    set_back(job, 'refuse', 'refused', told.code, told.message)
  end
  return 1
end
local known = repeated(job, drone, fence, 'release') or repeated(job, drone, fence, 'refuse')
    or repeated(job, drone, fence, 'bury')
return known and 1 or 0
