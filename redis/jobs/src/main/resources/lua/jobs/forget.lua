-- Lets go of jobs that ended as long ago as they are kept. One that asks for a time of its own goes by
-- itself.
--
-- Touches   ended, and of the jobs that it finds there: job:<id>, log:<id>, past:<id>
-- ARGV[2]   about how many
-- Returns   how many it dealt with; more may be left when it is as many as that or more
local kept, ended = setting('retention', RETENTION), P .. 'ended'
local most, over, jobs = tonumber(ARGV[2]), 0, 0

local function let_go(id, at)
  jobs = jobs + 1
  -- It may have run anew since, and then has an entry of its later end.
  local job = load(id)
  if job and job.ended == at then
    redis.call('DEL', P .. 'job:' .. id, P .. 'log:' .. id, P .. 'past:' .. id)
  end
end

-- Those that ended in one call lie in one entry, their time behind them.
for _, entry in ipairs(redis.call('LRANGE', ended, 0, most - 1)) do
  local ids, at = entry:match('^(.+) (%d+)$')
  if at + kept > AT or jobs >= most then
    break
  end
  over = over + 1
  for id in ids:gmatch('%S+') do
    let_go(id, at)
  end
end
if over > 0 then
  redis.call('LTRIM', ended, over, -1)
end
return jobs
