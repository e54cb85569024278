-- Takes, keeps or gives back a lease.
--
-- KEYS[1]  string  who has the lease; absent when nobody has it
-- ARGV[1]  wish    'acquire', 'renew' or 'release'
-- ARGV[2]  owner   text
-- ARGV[3]  life    milliseconds, at least 1; read by 'acquire' and 'renew'
--
-- Returns 1 when the owner has it then, for 'release' when the owner had it, else 0.

local has = redis.call('GET', KEYS[1])
if has and has ~= ARGV[2] then
  return 0
end
if ARGV[1] == 'acquire' then
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
  return 1
end
if not has then
  return 0
end
if ARGV[1] == 'renew' then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
else
  redis.call('DEL', KEYS[1])
end
return 1
