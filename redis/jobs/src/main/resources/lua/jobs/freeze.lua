-- Sets or ends the freeze, unless the queue knows a newer one.
--
-- Touches   queue
-- ARGV[2]   epoch
-- ARGV[3]   1 frozen, 0 not
-- Returns   the epoch that holds now
local epoch = tonumber(redis.call('HGET', P .. 'queue', 'epoch') or '-1')
if tonumber(ARGV[2]) > epoch then
  redis.call('HSET', P .. 'queue', 'epoch', ARGV[2], 'frozen', ARGV[3])
  return tonumber(ARGV[2])
end
return epoch
