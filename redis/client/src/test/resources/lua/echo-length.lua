-- Sets KEYS[1] to ARGV[1] and returns its length in bytes.
redis.call('SET', KEYS[1], ARGV[1])
return #ARGV[1]
