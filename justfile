# Shortcuts; each is one line that can be typed as well. `just` alone lists them.

spotless := "com.diffplug.spotless:spotless-maven-plugin:3.11.0"

_list:
    @just --list --unsorted

# Build and test everything, linters included
test:
    mvn -B -ntp verify

# Test one class of one module: just test-one redis/jobs ClaimTest
test-one module class:
    mvn -B -ntp -q verify -pl {{module}} -am -Dtest={{class}} -Dsurefire.failIfNoSpecifiedTests=false

# Start the gateway, Redis and a drone; builds when needed
run *options:
    ./mycelium up {{options}}

# The main job, for a gateway that runs in another terminal
demo:
    ./mycelium release-notes --repo {{justfile_directory()}} --since HEAD~20

# Lay the code out; Maven has to run on a JDK 25 for it
format:
    mvn -B -ntp -q -Pformat {{spotless}}:apply

# Print the reference pages from the code, to docs/reference
docs:
    mvn -B -ntp -q verify -pl acceptance -am -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dreference.write=true

# Take the README's pictures of the chats anew, and draw that of the terminal; needs Chromium and Node 20 or newer
pictures:
    mvn -B -ntp -q verify -pl acceptance -am -Dtest=PicturesTest,ThreeChatsTest -Dsurefire.failIfNoSpecifiedTests=false -Dpictures.write=true
    python3 docs/pictures/record.py

# Check the web chat's pages; needs Node 20 or newer
pages:
    cd bridges/web/checks && npm ci --silent --no-audit --no-fund && npm run -s check

# Check the model of the job queue; needs spin and gcc
model:
    docs/proof/check

# API documentation of the modules, to target/docs
javadoc:
    mvn -B -ntp -q -Dquick package
    javadoc -quiet -Xdoclint:none --release 25 -d target/docs -cp 'gateway/target/lib/*' $(find . -path '*/src/main/java/*' -name '*.java' -not -path './benchmarks/*')

# All that a change is checked with
ci:
    .ci/run
