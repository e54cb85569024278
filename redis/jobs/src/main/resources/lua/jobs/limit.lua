-- Sets a limit, or ends it, and lets go on who waited for one that is wider now.
--
-- Touches   limits, queue, running:<name>, held*, bucket:<name>, and the jobs that go on
-- ARGV[2]   its name
-- ARGV[3]   `concurrent jobs per burst`: how many run at once, how many start in how many ms, how many
--           start at once; 0 for what has no bound. Empty to end it
-- ARGV[4]   how many are let go on at most
-- Returns   {1 when there was such a limit before, else 0; how many may go on yet}
local name, value = ARGV[2], ARGV[3]

local before = redis.call('HEXISTS', P .. 'limits', name)
local most = 0
if value == '' then
  redis.call('HDEL', P .. 'limits', name)
  redis.call('DEL', P .. 'bucket:' .. name)
else
  redis.call('HSET', P .. 'limits', name, value)
  most = tonumber(value:match('^%S+'))
end
redis.call('HSET', P .. 'queue', 'limits', redis.call('HLEN', P .. 'limits'))
return {before, consequences().admit(name, most, tonumber(ARGV[4]))}
