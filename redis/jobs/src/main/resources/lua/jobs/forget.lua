-- Lets go of jobs that ended as long ago as they are kept. One that asks for a time of its own goes by
-- itself.
--
-- Touches   ended, and of the jobs that it finds there: job:<id>, log:<id>, past:<id>
-- ARGV[2]   how many at most
-- Returns   how many it dealt with; more may be left when it is as many as that
local kept, ended = setting('retention', RETENTION), P .. 'ended'
local entries, over = redis.call('LRANGE', ended, 0, ARGV[2] - 1), 0
for _, entry in ipairs(entries) do
  local id, at = entry:match('^(%S+) (%d+)$')
  if at + kept > AT then
    break
  end
  over = over + 1
  -- It may have run anew since, and then has an entry of its later end.
  local job = load(id)
  if job and job.ended == at then
    redis.call('DEL', P .. 'job:' .. id, P .. 'log:' .. id, P .. 'past:' .. id)
  end
end
if over > 0 then
  redis.call('LTRIM', ended, over, -1)
end
return over
