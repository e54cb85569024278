-- Always fails.
return redis.error_reply('STALE token ' .. ARGV[1])
