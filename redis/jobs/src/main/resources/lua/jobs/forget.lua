-- Lets go of jobs that ended as long ago as they are kept.
--
-- Touches   ended, keep, and of the jobs that it finds there: over, specs, job:<id>, log:<id>, past:<id>
-- ARGV[2]   about how many of either
-- Returns   how many it dealt with at most; more may be left when it is as many as that or more
local kept, ended, keep = setting('retention', RETENTION), P .. 'ended', P .. 'keep'
local most, over, jobs = tonumber(ARGV[2]), 0, 0

local function let_go(id)
  redis.call('HDEL', P .. 'over', id)
  redis.call('HDEL', P .. 'specs', id)
  redis.call('DEL', P .. 'job:' .. id, P .. 'log:' .. id, P .. 'past:' .. id)
end

-- Those that ended in one call lie in one entry, their time behind them.
for _, entry in ipairs(redis.call('LRANGE', ended, 0, most - 1)) do
  local ids, at = entry:match('^(.+) (%d+)$')
  if at + kept > AT or jobs >= most then
    break
  end
  over = over + 1
  for id in ids:gmatch('%S+') do
    jobs = jobs + 1
    -- It may have run anew since, and then has an entry of its later end.
    local job = load(id)
    if job and job.ended == at then
      let_go(id)
    end
  end
end
if over > 0 then
  redis.call('LTRIM', ended, over, -1)
end

-- Those that ask for a time of their own.
local due = redis.call('ZRANGEBYSCORE', keep, '-inf', AT, 'LIMIT', 0, most)
for _, id in ipairs(due) do
  let_go(id)
  redis.call('ZREM', keep, id)
end
return math.max(jobs, #due)
