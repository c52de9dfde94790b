# SPDX-License-Identifier: Apache-2.0
# Completion of the command pomost for bash.

_pomost_programmes()
{
	# The first field of a row is an id, which has neither a comma nor a quote.
	"${COMP_WORDS[0]}" programmes --format csv ${1:+--data "$1"} 2>/dev/null | sed -e 1d -e 's/,.*//'
}

_pomost()
{
	local current=${COMP_WORDS[COMP_CWORD]}
	local before=${COMP_WORDS[COMP_CWORD-1]}
	local command=${COMP_WORDS[1]}
	local data= words= i

	COMPREPLY=()
	if [ "$COMP_CWORD" = 1 ]; then
		COMPREPLY=($(compgen -W 'award call check diff forecast programmes progress reconcile schema settle show test --help --version' -- "$current"))
		return
	fi
	for ((i = 2; i + 1 < COMP_CWORD; i++)); do
		[ "${COMP_WORDS[i]}" != --data ] || data=${COMP_WORDS[i+1]}
	done
	case $before in
	--format)
		COMPREPLY=($(compgen -W 'text json csv' -- "$current"))
		return
		;;
	--programme)
		COMPREPLY=($(compgen -W "$(_pomost_programmes "$data")" -- "$current") $(compgen -f -- "$current"))
		return
		;;
	--series | --overlay)
		COMPREPLY=($(compgen -f -- "$current"))
		return
		;;
	--data)
		COMPREPLY=($(compgen -d -- "$current"))
		return
		;;
	--job-fraction)
		COMPREPLY=($(compgen -W '1 3/4 1/2 1/4' -- "$current"))
		return
		;;
	--by)
		COMPREPLY=($(compgen -W 'month due' -- "$current"))
		return
		;;
	--workplaces | --employed | --agreement | --decision | --requested | --set | --on | --since)
		return
		;;
	esac
	case $command in
	award)
		words='--programme --workplaces --employed --agreement --decision --job-fraction
			--requested --format --set --overlay --explain --data --series --help'
		;;
	call)
		words='--format --set --overlay --data --series --help'
		;;
	check)
		words='--programme --format --data --series --help'
		;;
	diff)
		words='--format --set --overlay --data --series --help'
		;;
	forecast)
		words='--programme --by --on --format --set --overlay --data --series --help'
		;;
	programmes)
		words='--format --data --series --help'
		;;
	progress)
		words='--format --data --series --help'
		;;
	reconcile)
		words='--programme --on --format --set --overlay --explain --data --series --help'
		;;
	settle)
		words='--programme --on --since --format --set --overlay --explain --data --series --help'
		;;
	show)
		words='--figures --format --data --series --help'
		;;
	test)
		words='--format --data --series --help'
		;;
	schema)
		words='programme case --help'
		;;
	esac
	if [ "$command" = schema ] || [[ $current == -* ]]; then
		COMPREPLY=($(compgen -W "$words" -- "$current"))
	elif [[ $command == @(call|diff|progress|show|test) ]]; then
		COMPREPLY=($(compgen -W "$(_pomost_programmes "$data")" -- "$current") $(compgen -f -- "$current"))
	elif [[ $command == @(award|check|forecast|reconcile|settle) ]]; then
		COMPREPLY=($(compgen -f -- "$current"))
	fi
}

complete -o filenames -F _pomost pomost
