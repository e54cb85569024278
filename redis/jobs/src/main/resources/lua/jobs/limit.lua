-- Sets a limit, or ends it. What runs already counts, and who waited for one that is wider now goes on.
--
-- Touches   limits, queue, running:<name>, held*, bucket:<name>, refills, and the jobs that run or go on
-- ARGV[2]   its name
-- ARGV[3]   `concurrent jobs per burst`: how many run at once, how many start in how many ms, how many
--           start at once; 0 for what has no bound. Empty to end it
-- ARGV[4]   how many are let go on at most
-- ARGV[5]   where to go on among the jobs that run, 0 at first; empty when all of them count already
-- ARGV[6]   about how many of them
-- Returns   {1 when there was such a limit before, else 0; how many may go on yet; where to go on among those that
--           run, empty at their end}
local name, value, from, all = ARGV[2], ARGV[3], ARGV[5], limits()

-- Lets a job count that runs under the limit and started before it was set.
local function count_in(job)
  local under = {name}
  for one in (job.under == '1' and field_of(job, 'under') or ''):gmatch('%S+') do
    if one == name then
      return
    end
    under[#under + 1] = one
  end
  for _, own in ipairs(all.names(job, job.owner)) do
    if own == name then
      all.join(job, under)
      save(job)
    end
  end
end

local before = redis.call('HEXISTS', P .. 'limits', name)
if value == '' then
  redis.call('HDEL', P .. 'limits', name)
  redis.call('DEL', P .. 'bucket:' .. name)
  redis.call('ZREM', P .. 'refills', name)
else
  redis.call('HSET', P .. 'limits', name, value)
end
redis.call('HSET', P .. 'queue', 'limits', redis.call('HLEN', P .. 'limits'))

local to = ''
if from ~= '' and value ~= '' and all.read(value).most > 0 then
  local some = redis.call('ZSCAN', P .. 'leases', from, 'COUNT', ARGV[6])
  for i = 1, #some[2], 2 do
    local job = load(some[2][i])
    if job and job.state == 'running' then
      count_in(job)
    end
  end
  to = some[1] == '0' and '' or some[1]
end
return {before, to == '' and all.admit(name, tonumber(ARGV[4])) or 1, to}
