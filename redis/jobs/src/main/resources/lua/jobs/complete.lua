-- Ends running jobs with their results.
--
-- Touches   job:<id>, log:<id>, past:<id>, leases, open, rooms, deadlines, running:*, held*, needs:*, feeds:<id>,
--           lines of jobs that go on now, outbox
-- ARGV[2..] four of each job: job id, drone id, fence, result (JSON)
-- Returns   of each 1 when it is accepted, 0 when the lease is not the drone's any more
local answers, ids, rooms = {}, {}, {}
for i = 2, #ARGV, 4 do
  local drone, fence = ARGV[i + 1], ARGV[i + 2]
  local job = load(ARGV[i])
  if holds(job, drone, fence) then
    conclude(job, 'done', 'complete', 'result', ARGV[i + 3])
    ids[#ids + 1] = job.id
    rooms[job.room] = (rooms[job.room] or 0) + 1
    answers[#answers + 1] = 1
  else
    answers[#answers + 1] = repeated(job, drone, fence, 'complete') and 1 or 0
  end
end
close(ids, rooms)
return answers
